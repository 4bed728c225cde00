import { type Filter, type FilterGroup, type GroupKind, type MemberFilter, isGroup } from './query.js';

/**
 * Where a filter stands: the index in the query's list, then in the group there, and so on. The empty path is the query's
 * list itself.
 */
export type FilterPath = readonly number[];

export function addFilter(filters: readonly Filter[], group: FilterPath, added: Filter): readonly Filter[] {
  if (group.length === 0) {
    return [...filters, added];
  }
  return changeAt(filters, group, (found) =>
    isGroup(found) ? [{ ...found, filters: [...found.filters, added] }] : [found, added],
  );
}

export function replaceFilter(filters: readonly Filter[], path: FilterPath, changed: MemberFilter): readonly Filter[] {
  return changeAt(filters, path, () => [changed]);
}

/** Takes a filter out, and every group around it that it leaves empty. */
export function removeFilter(filters: readonly Filter[], path: FilterPath): readonly Filter[] {
  return withoutEmptyGroups(
    changeAt(filters, path, () => []),
    path.slice(0, -1),
  );
}

export function wrapInGroup(filters: readonly Filter[], path: FilterPath, kind: GroupKind): readonly Filter[] {
  return changeAt(filters, path, (found) => [{ kind, filters: [found] }]);
}

/** Puts the filters of a group into its place. */
export function unwrapGroup(filters: readonly Filter[], path: FilterPath): readonly Filter[] {
  return changeAt(filters, path, (found) => (isGroup(found) ? found.filters : [found]));
}

export function setGroupKind(filters: readonly Filter[], path: FilterPath, kind: GroupKind): readonly Filter[] {
  return changeAt(filters, path, (found) => (isGroup(found) ? [{ ...found, kind }] : [found]));
}

/** Replaces the filter at the path by any number of others. */
function changeAt(
  filters: readonly Filter[],
  path: FilterPath,
  change: (found: Filter) => readonly Filter[],
): readonly Filter[] {
  const [index, ...rest] = path;
  return filters.flatMap((filter, at): readonly Filter[] => {
    if (at !== index) {
      return [filter];
    }
    if (rest.length === 0) {
      return change(filter);
    }
    return isGroup(filter) ? [{ ...filter, filters: changeAt(filter.filters, rest, change) }] : [filter];
  });
}

function withoutEmptyGroups(filters: readonly Filter[], path: FilterPath): readonly Filter[] {
  if (path.length === 0) {
    return filters;
  }
  const cleaned = changeAt(filters, path, (found) => (isEmptyGroup(found) ? [] : [found]));
  return withoutEmptyGroups(cleaned, path.slice(0, -1));
}

function isEmptyGroup(filter: Filter): filter is FilterGroup {
  return isGroup(filter) && filter.filters.length === 0;
}
