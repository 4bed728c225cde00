import { type ReactElement, useEffect, useState } from 'react';
import { Icon } from './Icon.js';

const SHOWN_MILLIS = 1500;

interface CopyButtonProps {
  readonly text: string;
  readonly label?: string;
  readonly testId?: string;
}

export function CopyButton({ text, label = 'Copy', testId }: CopyButtonProps): ReactElement {
  const [result, setResult] = useState<string | null>(null);

  useEffect(() => {
    if (result === null) {
      return;
    }
    const timer = setTimeout(() => setResult(null), SHOWN_MILLIS);
    return () => clearTimeout(timer);
  }, [result]);

  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setResult('Copied'),
      () => setResult('Not allowed'),
    );
  };

  return (
    <button type="button" className="button small" data-testid={testId} onClick={copy} aria-live="polite">
      <Icon name={result === 'Copied' ? 'check' : 'copy'} />
      {result ?? label}
    </button>
  );
}
