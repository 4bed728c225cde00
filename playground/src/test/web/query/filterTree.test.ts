import { describe, expect, it } from 'vitest';
import {
  addFilter,
  removeFilter,
  replaceFilter,
  setGroupKind,
  unwrapGroup,
  wrapInGroup,
} from '../../../main/web/query/filterTree.js';
import type { Filter, MemberFilter } from '../../../main/web/query/query.js';

const filter = (member: string): MemberFilter => ({ member, operator: 'set', values: [] });
const [a, b, c] = [filter('A.a'), filter('A.b'), filter('A.c')];
const nested: readonly Filter[] = [a, { kind: 'or', filters: [b, { kind: 'and', filters: [c] }] }];

describe('a tree of filters', () => {
  it('grows at its end, or at the end of a group', () => {
    expect(addFilter([a], [], b)).toEqual([a, b]);
    expect(addFilter(nested, [1, 1], b)).toEqual([a, { kind: 'or', filters: [b, { kind: 'and', filters: [c, b] }] }]);
  });

  it('changes one filter and leaves the others', () => {
    expect(replaceFilter(nested, [1, 1, 0], a)).toEqual([
      a,
      { kind: 'or', filters: [b, { kind: 'and', filters: [a] }] },
    ]);
    expect(replaceFilter(nested, [0], c)).toEqual([c, nested[1]]);
  });

  it('loses a filter together with the groups that it leaves empty', () => {
    expect(removeFilter(nested, [1, 1, 0])).toEqual([a, { kind: 'or', filters: [b] }]);
    expect(removeFilter([{ kind: 'or', filters: [{ kind: 'and', filters: [c] }] }], [0, 0, 0])).toEqual([]);
    expect(removeFilter(nested, [1])).toEqual([a]);
  });

  it('wraps a filter in a group and unwraps it again', () => {
    const wrapped = wrapInGroup([a, b], [0], 'or');

    expect(wrapped).toEqual([{ kind: 'or', filters: [a] }, b]);
    expect(unwrapGroup(wrapped, [0])).toEqual([a, b]);
    expect(unwrapGroup(nested, [1])).toEqual([a, b, { kind: 'and', filters: [c] }]);
  });

  it('turns an and group into an or group', () => {
    expect(setGroupKind(nested, [1, 1], 'or')).toEqual([a, { kind: 'or', filters: [b, { kind: 'or', filters: [c] }] }]);
  });

  it('is left alone by a path that leads nowhere', () => {
    expect(removeFilter(nested, [7])).toEqual(nested);
    expect(replaceFilter(nested, [0, 3], b)).toEqual(nested);
  });
});
