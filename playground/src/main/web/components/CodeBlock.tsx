import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import sql from 'highlight.js/lib/languages/sql';
import yaml from 'highlight.js/lib/languages/yaml';
import { type ReactElement, useMemo } from 'react';

export type Language = 'bash' | 'javascript' | 'json' | 'python' | 'sql' | 'yaml' | 'text';

hljs.registerLanguage('bash', bash);
hljs.registerLanguage('javascript', javascript);
hljs.registerLanguage('json', json);
hljs.registerLanguage('python', python);
hljs.registerLanguage('sql', sql);
hljs.registerLanguage('yaml', yaml);

interface CodeBlockProps {
  readonly code: string;
  readonly language: Language;
  readonly label: string;
  readonly testId?: string;
}

export function CodeBlock({ code, language, label, testId }: CodeBlockProps): ReactElement {
  const html = useMemo(() => highlighted(code, language), [code, language]);
  return (
    <pre
      className={language === 'bash' ? 'code wrapped' : 'code'}
      tabIndex={0}
      role="region"
      aria-label={label}
      data-testid={testId}
    >
      {html === null ? (
        <code>{code}</code>
      ) : (
        // The highlighter escapes the code and adds nothing but spans with classes.
        <code dangerouslySetInnerHTML={{ __html: html }} />
      )}
    </pre>
  );
}

function highlighted(code: string, language: Language): string | null {
  return language === 'text' ? null : hljs.highlight(code, { language }).value;
}
