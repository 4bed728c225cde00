import type { ReactElement } from 'react';
import { Icon } from '../../components/Icon.js';
import type { Catalog } from '../../query/catalog.js';
import { type Direction, type Query, sortableMembers } from '../../query/query.js';
import { moveOrder, orderMember } from '../../query/queryEdits.js';

interface OrderEditorProps {
  readonly catalog: Catalog;
  readonly query: Query;
  readonly onChange: (query: Query) => void;
}

/** The order of the rows: what comes first sorts first. */
export function OrderEditor({ catalog, query, onChange }: OrderEditorProps): ReactElement {
  const order = query.order ?? [];
  const free = sortableMembers(query).filter((member) => order.every(([ordered]) => ordered !== member));
  return (
    <div className="order">
      {order.length === 0 ? <span className="none">{query.order === undefined ? 'default' : 'none'}</span> : null}
      {order.map(([member, direction], index) => (
        <div key={member} className="row" data-testid={`order-${member}`}>
          <span className="row-name" title={member}>
            {catalog.titleOf(member)}
          </span>
          <select
            aria-label={`Direction of ${catalog.titleOf(member)}`}
            value={direction}
            data-testid={`order-direction-${member}`}
            onChange={(event) => onChange(orderMember(query, member, event.target.value as Direction))}
          >
            <option value="asc">ascending</option>
            <option value="desc">descending</option>
          </select>
          <button
            type="button"
            className="icon-button"
            aria-label={`Move ${catalog.titleOf(member)} up`}
            disabled={index === 0}
            onClick={() => onChange(moveOrder(query, index, -1))}
          >
            <Icon name="up" />
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label={`Move ${catalog.titleOf(member)} down`}
            disabled={index === order.length - 1}
            onClick={() => onChange(moveOrder(query, index, 1))}
          >
            <Icon name="down" />
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label={`Do not order by ${catalog.titleOf(member)}`}
            data-testid={`remove-order-${member}`}
            onClick={() => onChange(orderMember(query, member, undefined))}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      {free.length > 0 ? (
        <select
          className="quiet"
          aria-label="Order by"
          value=""
          data-testid="add-order"
          onChange={(event) => onChange(orderMember(query, event.target.value, 'asc'))}
        >
          <option value="" disabled>
            Order by…
          </option>
          {free.map((member) => (
            <option key={member} value={member}>
              {catalog.titleOf(member)}
            </option>
          ))}
        </select>
      ) : null}
    </div>
  );
}
