import { type ReactElement, useEffect, useState } from 'react';
import { type Failure, failureOf } from '../../api/failure.js';
import { type ModelFile, loadModelFiles } from '../../api/playgroundApi.js';
import { usePlayground } from '../../app/playground.js';
import { CodeBlock, type Language } from '../../components/CodeBlock.js';
import { CopyButton } from '../../components/CopyButton.js';
import { FailureNotice } from '../../components/FailureNotice.js';
import { ModelErrors } from '../../components/ModelErrors.js';
import { Notice } from '../../components/Notice.js';

/** The model's files as the server reads them. */
export function ModelPage(): ReactElement {
  const { server } = usePlayground();
  const [files, setFiles] = useState<readonly ModelFile[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [selectedName, setSelectedName] = useState<string | null>(null);

  useEffect(() => {
    const controller = new AbortController();
    loadModelFiles(controller.signal).then(setFiles, (error: unknown) => {
      if (!controller.signal.aborted) {
        setFailure(failureOf(error));
      }
    });
    return () => controller.abort();
  }, [server]);

  const { errors } = server.cuboid.model;
  const selected = files?.find((file) => file.fileName === selectedName) ?? files?.[0];
  return (
    <main className="page model">
      <h1>Data Model</h1>
      {errors.length > 0 ? (
        <Notice kind="error" title={errors.length === 1 ? 'The model has an error' : `The model has ${errors.length} errors`}>
          <ModelErrors errors={errors} />
        </Notice>
      ) : null}
      {failure !== null ? <FailureNotice failure={failure} testId="files-failure" /> : null}
      {files?.length === 0 ? <p className="empty">The project has no model files yet.</p> : null}
      {files !== null && selected !== undefined ? (
        <div className="model-files">
          <nav aria-label="Model files">
            <ul>
              {files.map((file) => (
                <li key={file.fileName}>
                  <button
                    type="button"
                    aria-pressed={file === selected}
                    data-testid={`file-${file.fileName}`}
                    onClick={() => setSelectedName(file.fileName)}
                  >
                    {file.fileName}
                    {errors.some((error) => error.file === file.fileName) ? <span className="count bad">error</span> : null}
                  </button>
                </li>
              ))}
            </ul>
          </nav>
          <section aria-label={selected.fileName}>
            <div className="view-head">
              <code className="path">{selected.absPath ?? selected.fileName}</code>
              <CopyButton text={selected.content} />
            </div>
            <CodeBlock code={selected.content} language={languageOf(selected.fileName)} label={selected.fileName} testId="file-content" />
          </section>
        </div>
      ) : null}
    </main>
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
