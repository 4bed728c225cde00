import type { CubeApi } from '@cubejs-client/core';
import type { ReactElement, ReactNode } from 'react';
import { Icon } from '../../components/Icon.js';
import type { Catalog } from '../../query/catalog.js';
import type { Query } from '../../query/query.js';
import {
  type MemberList,
  removeTimeDimension,
  setDateRange,
  setGranularity,
  toggleMember,
} from '../../query/queryEdits.js';
import { FilterList } from './FilterList.js';
import { OptionsEditor } from './OptionsEditor.js';
import { OrderEditor } from './OrderEditor.js';
import { TimeDimensionRow } from './TimeDimensionRow.js';

interface QueryEditorProps {
  readonly api: CubeApi;
  readonly catalog: Catalog;
  readonly query: Query;
  readonly onChange: (query: Query) => void;
}

/** The query as it stands, part by part. */
export function QueryEditor({ api, catalog, query, onChange }: QueryEditorProps): ReactElement {
  const chips = (list: MemberList): ReactElement => (
    <Chips
      catalog={catalog}
      members={query[list]}
      list={list}
      onRemove={(member) => onChange(toggleMember(query, list, member))}
    />
  );
  return (
    <section className="query" aria-label="Query" data-testid="query">
      <Part label="Measures">{chips('measures')}</Part>
      <Part label="Dimensions">{chips('dimensions')}</Part>
      <Part label="Time">
        {query.timeDimensions.map((timeDimension, index) => (
          <TimeDimensionRow
            key={`${timeDimension.dimension} ${index}`}
            timeDimension={timeDimension}
            title={catalog.titleOf(timeDimension.dimension)}
            granularities={catalog.member(timeDimension.dimension)?.granularities ?? []}
            onGranularity={(granularity) => onChange(setGranularity(query, index, granularity))}
            onDateRange={(dateRange) => onChange(setDateRange(query, index, dateRange))}
            onRemove={() => onChange(removeTimeDimension(query, index))}
          />
        ))}
        {query.timeDimensions.length === 0 ? <None /> : null}
      </Part>
      {query.segments.length > 0 ? <Part label="Segments">{chips('segments')}</Part> : null}
      <Part label="Filters">
        <FilterList
          api={api}
          catalog={catalog}
          filters={query.filters}
          onChange={(filters) => onChange({ ...query, filters })}
        />
      </Part>
      <Part label="Order">
        <OrderEditor catalog={catalog} query={query} onChange={onChange} />
      </Part>
      <Part label="Options">
        <OptionsEditor query={query} onChange={onChange} />
      </Part>
    </section>
  );
}

function Part({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactElement {
  return (
    <div className="part" role="group" aria-label={label}>
      <h2 className="part-label">{label}</h2>
      <div className="part-content">{children}</div>
    </div>
  );
}

function None(): ReactElement {
  return <span className="none">none</span>;
}

interface ChipsProps {
  readonly catalog: Catalog;
  readonly members: readonly string[];
  readonly list: MemberList;
  readonly onRemove: (member: string) => void;
}

function Chips({ catalog, members, list, onRemove }: ChipsProps): ReactElement {
  if (members.length === 0) {
    return <None />;
  }
  return (
    <ul className="chips">
      {members.map((member) => (
        <li key={member} className={`chip ${list}`} data-testid={`chip-${member}`} title={member}>
          {catalog.titleOf(member)}
          <button type="button" aria-label={`Remove ${catalog.titleOf(member)}`} onClick={() => onRemove(member)}>
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
