import { type ReactElement, useId } from 'react';
import { Icon, type IconName } from '../../components/Icon.js';
import type { CatalogCube, Member, MemberKind } from '../../query/catalog.js';
import type { Query } from '../../query/query.js';

const GROUPS: readonly { readonly kind: MemberKind; readonly label: string }[] = [
  { kind: 'measure', label: 'Measures' },
  { kind: 'dimension', label: 'Dimensions' },
  { kind: 'time', label: 'Time' },
  { kind: 'segment', label: 'Segments' },
];

interface CubeSectionProps {
  readonly cube: CatalogCube;
  readonly open: boolean;
  /** Whether the cube can be joined with the rest of the query. */
  readonly joins: boolean;
  readonly used: ReadonlySet<string>;
  readonly query: Query;
  readonly onToggleOpen: () => void;
  readonly onToggle: (member: Member) => void;
  readonly onFilter: (member: Member) => void;
}

/** One cube or view, to be opened to its members. */
export function CubeSection(props: CubeSectionProps): ReactElement {
  const { cube, open, joins, used, query, onToggleOpen, onToggle, onFilter } = props;
  const id = useId();
  const usedCount = cube.members.filter((member) => used.has(member.name)).length;
  return (
    <section className={joins ? 'cube' : 'cube unjoined'}>
      <button
        type="button"
        className="cube-head"
        aria-expanded={open}
        aria-controls={id}
        title={joins ? (cube.description ?? cube.name) : `${cube.title} has no join to what the query holds`}
        data-testid={`cube-${cube.name}`}
        onClick={onToggleOpen}
      >
        <span className="cube-arrow">
          <Icon name="down" />
        </span>
        <span className="cube-title">{cube.title}</span>
        {usedCount > 0 ? <span className="count">{usedCount}</span> : null}
      </button>
      {open ? (
        <div id={id}>
          {GROUPS.map(({ kind, label }) => {
            const members = cube.members.filter((member) => member.kind === kind);
            return members.length === 0 ? null : (
              <div key={kind} role="group" aria-label={`${cube.title}: ${label}`}>
                <p className="group-label">{label}</p>
                <ul>
                  {members.map((member) => (
                    <MemberRow
                      key={member.name}
                      member={member}
                      selected={isSelected(query, member)}
                      onToggle={() => onToggle(member)}
                      onFilter={() => onFilter(member)}
                    />
                  ))}
                </ul>
              </div>
            );
          })}
        </div>
      ) : null}
    </section>
  );
}

interface MemberRowProps {
  readonly member: Member;
  readonly selected: boolean;
  readonly onToggle: () => void;
  readonly onFilter: () => void;
}

function MemberRow({ member, selected, onToggle, onFilter }: MemberRowProps): ReactElement {
  return (
    <li className="member">
      <button
        type="button"
        className={`member-name ${member.kind}`}
        aria-pressed={selected}
        title={member.description === null ? member.name : `${member.name}: ${member.description}`}
        data-testid={`member-${member.name}`}
        onClick={onToggle}
      >
        <Icon name={iconOf(member)} />
        <span>{member.shortTitle}</span>
      </button>
      {member.kind !== 'segment' ? (
        <button
          type="button"
          className="icon-button member-filter"
          aria-label={`Filter by ${member.title}`}
          title="Filter"
          data-testid={`filter-${member.name}`}
          onClick={onFilter}
        >
          <Icon name="filter" />
        </button>
      ) : null}
    </li>
  );
}

function isSelected(query: Query, { kind, name }: Member): boolean {
  switch (kind) {
    case 'measure':
      return query.measures.includes(name);
    case 'dimension':
      return query.dimensions.includes(name);
    case 'segment':
      return query.segments.includes(name);
    case 'time':
      return query.timeDimensions.some((each) => each.dimension === name);
  }
}

function iconOf({ kind, type }: Member): IconName {
  return kind === 'measure' || kind === 'segment' ? kind : type;
}
