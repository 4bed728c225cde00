import { type KeyboardEvent, type ReactElement, type ReactNode, useId, useRef } from 'react';

export interface Tab<Name extends string> {
  readonly name: Name;
  readonly label: string;
}

interface TabsProps<Name extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Name>[];
  readonly selected: Name;
  readonly onSelect: (name: Name) => void;
  /** Stands at the end of the row of tabs. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** Tabs as in the ARIA Authoring Practices: one stop for the Tab key, arrows between them. */
export function Tabs<Name extends string>(props: TabsProps<Name>): ReactElement {
  const { label, tabs, selected, onSelect, aside, children } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) {
      return;
    }
    event.preventDefault();
    const at = tabs.findIndex((tab) => tab.name === selected);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (next !== undefined) {
      onSelect(next.name);
      list.current?.querySelector<HTMLElement>(`[data-testid="tab-${next.name}"]`)?.focus();
    }
  };

  return (
    <>
      <div className="tab-row">
        <div className="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
          {tabs.map((tab) => (
            <button
              key={tab.name}
              type="button"
              role="tab"
              id={`${id}-tab-${tab.name}`}
              aria-selected={tab.name === selected}
              aria-controls={`${id}-panel`}
              tabIndex={tab.name === selected ? 0 : -1}
              data-testid={`tab-${tab.name}`}
              onClick={() => onSelect(tab.name)}
            >
              {tab.label}
            </button>
          ))}
        </div>
        {aside}
      </div>
      <div className="tab-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-tab-${selected}`}>
        {children}
      </div>
    </>
  );
}
