import type { CubeApi } from '@cubejs-client/core';
import type { ReactElement } from 'react';
import type { Catalog } from '../../query/catalog.js';
import {
  type FilterPath,
  addFilter,
  removeFilter,
  replaceFilter,
  setGroupKind,
  unwrapGroup,
  wrapInGroup,
} from '../../query/filterTree.js';
import { type Filter, type FilterGroup, type GroupKind, isGroup } from '../../query/query.js';
import { FilterRow } from './FilterRow.js';
import { newFilter } from './newFilter.js';

interface FilterListProps {
  readonly api: CubeApi;
  readonly catalog: Catalog;
  readonly filters: readonly Filter[];
  readonly onChange: (filters: readonly Filter[]) => void;
}

/** The filters of the query; all of them must hold. */
export function FilterList(props: FilterListProps): ReactElement {
  const { catalog, filters, onChange } = props;
  return (
    <div className="filters" data-testid="filters">
      <FilterNodes {...props} nodes={filters} path={[]} />
      <div className="row">
        <AddFilter
          catalog={catalog}
          label="Add a filter"
          testId="add-filter"
          onAdd={(filter) => onChange(addFilter(filters, [], filter))}
        />
        {filters.length > 1 ? (
          <button type="button" className="link" data-testid="clear-filters" onClick={() => onChange([])}>
            Remove all
          </button>
        ) : null}
      </div>
    </div>
  );
}

interface NodesProps extends FilterListProps {
  readonly nodes: readonly Filter[];
  /** Where the nodes stand in the tree. */
  readonly path: FilterPath;
}

function FilterNodes(props: NodesProps): ReactElement {
  const { api, catalog, filters, nodes, path, onChange } = props;
  return (
    <>
      {nodes.map((node, index) => {
        const here = [...path, index];
        const key = here.join('-');
        if (isGroup(node)) {
          return <GroupBox key={key} {...props} group={node} path={here} />;
        }
        return (
          <FilterRow
            key={`${key} ${node.member}`}
            api={api}
            filter={node}
            title={catalog.titleOf(node.member)}
            type={catalog.typeOf(node.member)}
            isDimension={catalog.member(node.member)?.kind === 'dimension'}
            onChange={(changed) => onChange(replaceFilter(filters, here, changed))}
            onRemove={() => onChange(removeFilter(filters, here))}
            onWrap={(kind) => onChange(wrapInGroup(filters, here, kind))}
          />
        );
      })}
    </>
  );
}

function GroupBox({ group, ...props }: NodesProps & { readonly group: FilterGroup }): ReactElement {
  const { catalog, filters, path, onChange } = props;
  return (
    <div
      className="filter-group"
      role="group"
      aria-label={`${group.kind} group`}
      data-testid={`filter-group-${path.join('-')}`}
    >
      <div className="row">
        <select
          aria-label="How the filters of the group are combined"
          value={group.kind}
          onChange={(event) => onChange(setGroupKind(filters, path, event.target.value as GroupKind))}
        >
          <option value="and">all of (and)</option>
          <option value="or">any of (or)</option>
        </select>
        <button type="button" className="link" onClick={() => onChange(unwrapGroup(filters, path))}>
          Unwrap
        </button>
        <button type="button" className="link" onClick={() => onChange(removeFilter(filters, path))}>
          Remove
        </button>
      </div>
      <FilterNodes {...props} nodes={group.filters} path={path} />
      <AddFilter
        catalog={catalog}
        label={`Add a filter to the ${group.kind} group`}
        testId={`add-filter-${path.join('-')}`}
        onAdd={(filter) => onChange(addFilter(filters, path, filter))}
      />
    </div>
  );
}

interface AddFilterProps {
  readonly catalog: Catalog;
  readonly label: string;
  readonly testId: string;
  readonly onAdd: (filter: Filter) => void;
}

function AddFilter({ catalog, label, testId, onAdd }: AddFilterProps): ReactElement {
  const add = (name: string): void => {
    const member = catalog.member(name);
    if (member !== undefined) {
      onAdd(newFilter(member));
    }
  };
  return (
    <select
      className="quiet"
      aria-label={label}
      value=""
      data-testid={testId}
      onChange={(event) => add(event.target.value)}
    >
      <option value="" disabled>
        Add a filter…
      </option>
      {catalog.cubes.map((cube) => (
        <optgroup key={cube.name} label={cube.title}>
          {cube.members
            .filter((member) => member.kind !== 'segment')
            .map((member) => (
              <option key={member.name} value={member.name}>
                {member.shortTitle}
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  );
}
