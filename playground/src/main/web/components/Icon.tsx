import type { ReactElement } from 'react';

export type IconName =
  | 'add'
  | 'boolean'
  | 'check'
  | 'close'
  | 'copy'
  | 'down'
  | 'filter'
  | 'lock'
  | 'measure'
  | 'minus'
  | 'moon'
  | 'number'
  | 'play'
  | 'refresh'
  | 'search'
  | 'segment'
  | 'stop'
  | 'string'
  | 'sun'
  | 'time'
  | 'up'
  | 'warning';

/** Drawings on a grid of 16 by 16, stroked in the colour of the text. */
const PATHS: Record<IconName, string> = {
  add: 'M8 3.5v9M3.5 8h9',
  boolean: 'M5.5 5h5a3 3 0 0 1 0 6h-5a3 3 0 0 1 0-6zM5.5 8h.01',
  check: 'm3.5 8.5 3 3 6-7',
  close: 'm4.5 4.5 7 7m0-7-7 7',
  copy: 'M5.5 5.5h7v7h-7zM3.5 10.5v-7h7',
  down: 'm4.5 6.5 3.5 3.5 3.5-3.5',
  filter: 'M3 4h10L9.5 8.5V12l-3 1V8.5z',
  lock: 'M4.5 7.5h7v5h-7zM5.75 7.5v-2a2.25 2.25 0 0 1 4.5 0v2',
  measure: 'M3.5 12.5v-4M8 12.5v-9M12.5 12.5v-6',
  minus: 'M4 8h8',
  moon: 'M12.5 9.5A5 5 0 0 1 6.5 3.5a5 5 0 1 0 6 6z',
  number: 'M6.5 3 5 13m6-10L9.5 13M3.5 6h9.5M3 10h9.5',
  play: 'M5 3.5v9l7.5-4.5z',
  refresh: 'M12.5 8A4.5 4.5 0 1 1 11 4.7M12.5 2.5v3h-3',
  search: 'M11 7a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM10 10l3 3',
  segment: 'M8 3v5l3.8 3.2M13 8A5 5 0 1 1 3 8a5 5 0 0 1 10 0z',
  stop: 'M4.5 4.5h7v7h-7z',
  string: 'M3.5 12.5 7 3.5h1l3.5 9M4.8 9.5h5.4',
  sun: 'M8 5.25a2.75 2.75 0 1 1 0 5.5 2.75 2.75 0 0 1 0-5.5zM8 1.8v1M8 13.2v1M1.8 8h1M13.2 8h1M3.6 3.6l.7.7M11.7 11.7l.7.7M12.4 3.6l-.7.7M4.3 11.7l-.7.7',
  time: 'M3.5 4.5h9v8h-9zM3.5 7.5h9M5.75 3v2.5M10.25 3v2.5',
  up: 'M4.5 9.5 8 6l3.5 3.5',
  warning: 'M8 3 2.8 12.5h10.4zM8 6.5V9M8 11h.01',
};

/** A drawing beside a text that says the same; assistive technology does not see it. */
export function Icon({ name }: { readonly name: IconName }): ReactElement {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
