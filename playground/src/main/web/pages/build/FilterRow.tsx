import type { CubeApi } from '@cubejs-client/core';
import type { ReactElement } from 'react';
import { Icon } from '../../components/Icon.js';
import {
  type FilterOperator,
  type MemberType,
  keepValues,
  operatorOf,
  operatorsOf,
} from '../../query/filterOperators.js';
import type { GroupKind, MemberFilter } from '../../query/query.js';
import { FilterValues } from './FilterValues.js';

interface FilterRowProps {
  readonly api: CubeApi;
  readonly filter: MemberFilter;
  readonly title: string;
  readonly type: MemberType;
  readonly isDimension: boolean;
  readonly onChange: (filter: MemberFilter) => void;
  readonly onRemove: () => void;
  readonly onWrap: (kind: GroupKind) => void;
}

/** One condition: member, operator, values. */
export function FilterRow(props: FilterRowProps): ReactElement {
  const { api, filter, title, type, isDimension, onChange, onRemove, onWrap } = props;
  const operator = operatorOf(type, filter.operator);
  const listed = operatorsOf(type);

  const changeOperator = (name: string): void => {
    const next = operatorOf(type, name);
    onChange({ ...filter, operator: name, values: keepValues(filter.values, operator, next) });
  };

  return (
    <div className="row filter" data-testid={`filter-row-${filter.member}`}>
      <span className="row-name" title={filter.member}>
        {title}
      </span>
      <select
        aria-label={`Operator for ${title}`}
        value={operator.name}
        data-testid={`operator-${filter.member}`}
        onChange={(event) => changeOperator(event.target.value)}
      >
        {withCurrent(listed, operator).map((each) => (
          <option key={each.name} value={each.name}>
            {each.label}
          </option>
        ))}
      </select>
      <FilterValues
        api={api}
        member={filter.member}
        title={title}
        type={type}
        operands={operator.operands}
        suggest={isDimension && type === 'string'}
        values={filter.values}
        onChange={(values) => onChange({ ...filter, values })}
      />
      <select
        className="quiet"
        aria-label={`Put ${title} into a group`}
        value=""
        onChange={(event) => onWrap(event.target.value as GroupKind)}
      >
        <option value="" disabled>
          group…
        </option>
        <option value="and">wrap in and</option>
        <option value="or">wrap in or</option>
      </select>
      <button
        type="button"
        className="icon-button"
        aria-label={`Remove the filter on ${title}`}
        data-testid={`remove-filter-${filter.member}`}
        onClick={onRemove}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

function withCurrent(listed: readonly FilterOperator[], current: FilterOperator): readonly FilterOperator[] {
  return listed.some((each) => each.name === current.name) ? listed : [...listed, current];
}
