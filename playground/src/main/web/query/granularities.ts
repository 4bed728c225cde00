export interface Granularity {
  readonly name: string;
  readonly title: string;
}

const PREDEFINED: readonly Granularity[] = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'].map(
  (name) => ({ name, title: name.charAt(0).toUpperCase() + name.slice(1) }),
);

export const DEFAULT_GRANULARITY = 'day';

/** The predefined granularities, then the model's own. */
export function granularitiesWith(custom: readonly Granularity[]): readonly Granularity[] {
  return [...PREDEFINED, ...custom.filter(({ name }) => PREDEFINED.every((each) => each.name !== name))];
}
