import { type ReactElement, useEffect, useRef } from 'react';
import type { ModelError, ModelFile } from '../../api/playgroundApi.js';
import { CodeBlock, type Language } from '../../components/CodeBlock.js';
import { CopyButton } from '../../components/CopyButton.js';

interface FileViewProps {
  readonly file: ModelFile;
  readonly errors: readonly ModelError[];
}

/** One file with its line numbers; lines with an error stand out. */
export function FileView({ file, errors }: FileViewProps): ReactElement {
  const firstError = useRef<HTMLSpanElement>(null);
  const lines = file.content.replace(/\n$/, '').split('\n');
  const messages = new Map(errors.map((error) => [error.line, error.message]));
  const firstLine = errors[0]?.line;

  useEffect(() => {
    firstError.current?.scrollIntoView({ block: 'nearest' });
  }, []);

  return (
    <div>
      <div className="view-head">
        <code className="path">{file.absPath ?? file.fileName}</code>
        <CopyButton text={file.content} />
      </div>
      <div className="numbered">
        <pre className="line-numbers" aria-hidden="true">
          {lines.map((_, index) => {
            const message = messages.get(index + 1);
            return (
              <span
                key={index}
                ref={index + 1 === firstLine ? firstError : null}
                className={message === undefined ? undefined : 'bad'}
                title={message}
              >
                {index + 1}
              </span>
            );
          })}
        </pre>
        <CodeBlock
          code={file.content}
          language={languageOf(file.fileName)}
          label={file.fileName}
          testId="file-content"
        />
      </div>
    </div>
  );
}

const LANGUAGES: Readonly<Record<string, Language>> = {
  cjs: 'javascript',
  js: 'javascript',
  mjs: 'javascript',
  py: 'python',
  yaml: 'yaml',
  yml: 'yaml',
};

function languageOf(fileName: string): Language {
  const name = fileName.replace(/\.jinja$/, '');
  return LANGUAGES[name.slice(name.lastIndexOf('.') + 1)] ?? 'text';
}
