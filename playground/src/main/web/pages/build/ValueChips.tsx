import type { CubeApi } from '@cubejs-client/core';
import { type KeyboardEvent, type ReactElement, useId, useState } from 'react';
import { Icon } from '../../components/Icon.js';
import type { FilterValue } from '../../query/query.js';
import { useSuggestions } from './useSuggestions.js';

interface ValueChipsProps {
  readonly api: CubeApi;
  readonly member: string;
  readonly title: string;
  readonly suggest: boolean;
  readonly values: readonly FilterValue[];
  readonly onChange: (values: readonly FilterValue[]) => void;
}

/** Any number of values, each added with Enter, a comma, or by leaving the field. */
export function ValueChips({ api, member, title, suggest, values, onChange }: ValueChipsProps): ReactElement {
  const [text, setText] = useState('');
  const [focused, setFocused] = useState(false);
  const id = useId();
  const suggestions = useSuggestions(api, member, suggest && focused, text).filter((each) => !values.includes(each));

  const add = (value: string): void => {
    setText('');
    if (value !== '' && !values.includes(value)) {
      onChange([...values, value]);
    }
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === ',') {
      event.preventDefault();
      add(text.trim());
    } else if (event.key === 'Backspace' && text === '' && values.length > 0) {
      onChange(values.slice(0, -1));
    }
  };

  const onInput = (typed: string): void => {
    // A browser reports the choice of a suggestion as if the whole of it had been typed.
    if (suggestions.includes(typed) && typed.length > text.length + 1) {
      add(typed);
    } else {
      setText(typed);
    }
  };

  return (
    <span className="value-chips">
      {values.map((value) => (
        <span key={String(value)} className="chip value" data-testid={`value-chip-${member}`}>
          {value ?? 'null'}
          <button
            type="button"
            aria-label={`Remove the value ${value ?? 'null'}`}
            onClick={() => onChange(values.filter((each) => each !== value))}
          >
            <Icon name="close" />
          </button>
        </span>
      ))}
      <input
        type="text"
        list={suggest ? id : undefined}
        aria-label={`Values for ${title}`}
        placeholder={values.length === 0 ? 'value, Enter' : ''}
        value={text}
        data-testid={`value-${member}`}
        onChange={(event) => onInput(event.target.value)}
        onKeyDown={onKeyDown}
        onFocus={() => setFocused(true)}
        onBlur={() => {
          setFocused(false);
          add(text.trim());
        }}
      />
      {suggest ? (
        <datalist id={id}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      ) : null}
    </span>
  );
}
