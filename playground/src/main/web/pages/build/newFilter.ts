import type { Member } from '../../query/catalog.js';
import { operatorsOf } from '../../query/filterOperators.js';
import type { MemberFilter } from '../../query/query.js';

/** A filter on the member with the first operator of its type, and no value yet. */
export function newFilter(member: Pick<Member, 'name' | 'type'>): MemberFilter {
  const [first] = operatorsOf(member.type);
  return { member: member.name, operator: first?.name ?? 'equals', values: [] };
}
