import type { ReactElement } from 'react';
import type { ModelError } from '../api/playgroundApi.js';

/** The errors of the data model, each with its place. */
export function ModelErrors({ errors }: { readonly errors: readonly ModelError[] }): ReactElement {
  return (
    <ul className="model-errors" data-testid="model-errors">
      {errors.map((error, number) => (
        <li key={number}>
          {error.file ? <code className="place">{place(error)}</code> : null}
          <span className="message">{error.message}</span>
        </li>
      ))}
    </ul>
  );
}

function place({ file, line, column }: ModelError): string {
  return [file, line, line ? column : null]
    .filter((part) => part !== null && part !== undefined && part !== 0)
    .join(':');
}
