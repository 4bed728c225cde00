import { type ReactElement, useEffect, useId, useState } from 'react';
import { CopyButton } from '../../components/CopyButton.js';
import type { Query } from '../../query/query.js';
import { parseQuery, runnableJson } from '../../query/queryJson.js';

interface QueryJsonViewProps {
  readonly query: Query;
  readonly onChange: (query: Query) => void;
}

/** The query as JSON, to be copied, edited, or replaced by one that was pasted. */
export function QueryJsonView({ query, onChange }: QueryJsonViewProps): ReactElement {
  const json = JSON.stringify(runnableJson(query), null, 2);
  const [text, setText] = useState(json);
  const id = useId();
  const parsed = parseQuery(text);
  const changed = text !== json;

  useEffect(() => {
    setText(json);
  }, [json]);

  return (
    <div className="form">
      <div className="view-head">
        <label htmlFor={id}>Query</label>
        <CopyButton text={text} testId="copy-query" />
      </div>
      <textarea
        id={id}
        className="mono"
        rows={Math.min(Math.max(text.split('\n').length + 1, 8), 30)}
        spellCheck={false}
        value={text}
        aria-invalid={!parsed.ok}
        aria-describedby={`${id}-help`}
        data-testid="query-json"
        onChange={(event) => setText(event.target.value)}
      />
      <p id={`${id}-help`} className={parsed.ok ? 'help' : 'help bad'}>
        {parsed.ok ? 'Edit it, or paste another one over it.' : parsed.error}
      </p>
      <div className="form-actions">
        <button type="button" className="button" disabled={!changed} onClick={() => setText(json)}>
          Undo
        </button>
        <button
          type="button"
          className="button primary"
          disabled={!changed || !parsed.ok}
          data-testid="apply-query"
          onClick={() => {
            if (parsed.ok) {
              onChange(parsed.value);
            }
          }}
        >
          Apply
        </button>
      </div>
    </div>
  );
}
