import { type ReactElement, useEffect, useState } from 'react';
import { type Failure, failureOf } from '../../api/failure.js';
import { type ModelError, type ModelFile, loadModelFiles } from '../../api/playgroundApi.js';
import { usePlayground } from '../../app/playground.js';
import { FailureNotice } from '../../components/FailureNotice.js';
import { ModelErrors } from '../../components/ModelErrors.js';
import { Notice } from '../../components/Notice.js';
import { FileView } from './FileView.js';

/** The model's files as the server reads them, with what it finds wrong in them. */
export function ModelPage(): ReactElement {
  const { server, revision } = usePlayground();
  const [files, setFiles] = useState<readonly ModelFile[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [selectedName, setSelectedName] = useState<string | null>(null);

  useEffect(() => {
    const controller = new AbortController();
    loadModelFiles(controller.signal).then(
      (loaded) => {
        setFiles(loaded);
        setFailure(null);
      },
      (error: unknown) => {
        if (!controller.signal.aborted) {
          setFailure(failureOf(error));
        }
      },
    );
    return () => controller.abort();
  }, [revision]);

  const { errors } = server.cuboid.model;
  const selected =
    files?.find((file) => file.fileName === selectedName) ??
    files?.find((file) => errorsIn(errors, file).length > 0) ??
    files?.[0];
  return (
    <main className="page model">
      <h1>Data Model</h1>
      {errors.length > 0 ? (
        <Notice
          kind="error"
          title={errors.length === 1 ? 'The model has an error' : `The model has ${errors.length} errors`}
        >
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
                    {errorsIn(errors, file).length > 0 ? <span className="count bad">error</span> : null}
                  </button>
                </li>
              ))}
            </ul>
          </nav>
          <FileView key={selected.fileName} file={selected} errors={errorsIn(errors, selected)} />
        </div>
      ) : null}
    </main>
  );
}

/** The errors of one file; the server may name it from the model's folder or from the project's. */
function errorsIn(errors: readonly ModelError[], { fileName, absPath }: ModelFile): readonly ModelError[] {
  return errors.filter(({ file }) => file && (file === fileName || file === absPath || file.endsWith(`/${fileName}`)));
}
