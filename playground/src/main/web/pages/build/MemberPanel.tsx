import { type ReactElement, useState } from 'react';
import { Icon } from '../../components/Icon.js';
import { type Catalog, type CatalogCube, type Member, searchCubes } from '../../query/catalog.js';
import { addFilter } from '../../query/filterTree.js';
import { DEFAULT_GRANULARITY } from '../../query/granularities.js';
import { type Query, EMPTY_QUERY, usedMembers } from '../../query/query.js';
import { toggleMember, toggleTimeDimension } from '../../query/queryEdits.js';
import { CubeSection } from './CubeSection.js';
import { newFilter } from './newFilter.js';

interface MemberPanelProps {
  readonly catalog: Catalog;
  readonly query: Query;
  readonly onChange: (query: Query) => void;
  readonly onReload: () => void;
}

/** The list of everything that can be asked for. */
export function MemberPanel({ catalog, query, onChange, onReload }: MemberPanelProps): ReactElement {
  const hasCubes = catalog.cubes.some((cube) => !cube.isView);
  const [views, setViews] = useState(!hasCubes);
  const [search, setSearch] = useState('');
  /** What the user opened and closed; the others are open when the query uses them. */
  const [opened, setOpened] = useState<ReadonlyMap<string, boolean>>(new Map());

  const listed = catalog.cubes.filter((cube) => cube.isView === views);
  const found = searchCubes(listed, search);
  const used = usedMembers(query);

  const isOpen = (cube: CatalogCube): boolean =>
    search.trim() !== '' || (opened.get(cube.name) ?? (listed.length === 1 || holdsAny(cube, used)));

  return (
    <aside className="members" aria-label="Members" data-testid="members">
      <div className="members-head">
        <div className="switch" role="group" aria-label="Kind">
          <SwitchButton
            label="Cubes"
            count={catalog.cubes.filter((cube) => !cube.isView).length}
            pressed={!views}
            onPress={() => setViews(false)}
          />
          <SwitchButton
            label="Views"
            count={catalog.cubes.filter((cube) => cube.isView).length}
            pressed={views}
            onPress={() => setViews(true)}
          />
        </div>
        <button
          type="button"
          className="icon-button"
          aria-label="Read the model again"
          title="Read the model again"
          data-testid="reload-model"
          onClick={onReload}
        >
          <Icon name="refresh" />
        </button>
      </div>
      <label className="search">
        <Icon name="search" />
        <input
          type="search"
          placeholder="Search members"
          aria-label="Search members"
          value={search}
          data-testid="member-search"
          onChange={(event) => setSearch(event.target.value)}
        />
      </label>
      <div className="cubes">
        {found.map((cube) => (
          <CubeSection
            key={cube.name}
            cube={cube}
            open={isOpen(cube)}
            joins={catalog.joins(cube, query)}
            used={used}
            query={query}
            onToggleOpen={() => setOpened(new Map(opened).set(cube.name, !isOpen(cube)))}
            onToggle={(member) => onChange(toggled(query, member))}
            onFilter={(member) => onChange({ ...query, filters: addFilter(query.filters, [], newFilter(member)) })}
          />
        ))}
        {found.length === 0 ? <p className="help">{emptyText(listed, views)}</p> : null}
      </div>
      <button
        type="button"
        className="link"
        disabled={used.size === 0}
        data-testid="reset-query"
        onClick={() => onChange(EMPTY_QUERY)}
      >
        Reset the query
      </button>
    </aside>
  );
}

interface SwitchButtonProps {
  readonly label: string;
  readonly count: number;
  readonly pressed: boolean;
  readonly onPress: () => void;
}

function SwitchButton({ label, count, pressed, onPress }: SwitchButtonProps): ReactElement {
  return (
    <button type="button" aria-pressed={pressed} data-testid={`show-${label.toLowerCase()}`} onClick={onPress}>
      {label} <span className="count">{count}</span>
    </button>
  );
}

function toggled(query: Query, member: Member): Query {
  switch (member.kind) {
    case 'measure':
      return toggleMember(query, 'measures', member.name);
    case 'dimension':
      return toggleMember(query, 'dimensions', member.name);
    case 'segment':
      return toggleMember(query, 'segments', member.name);
    case 'time':
      return toggleTimeDimension(query, member.name, DEFAULT_GRANULARITY);
  }
}

function holdsAny(cube: CatalogCube, used: ReadonlySet<string>): boolean {
  return cube.members.some((member) => used.has(member.name));
}

function emptyText(listed: readonly CatalogCube[], views: boolean): string {
  if (listed.length === 0) {
    return views ? 'The model has no views.' : 'The model has no cubes.';
  }
  return 'No member has this in its name.';
}
