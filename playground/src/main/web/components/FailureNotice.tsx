import type { ReactElement, ReactNode } from 'react';
import type { Failure } from '../api/failure.js';
import { Notice } from './Notice.js';

interface FailureNoticeProps {
  readonly failure: Failure;
  readonly testId: string;
  readonly children?: ReactNode;
}

export function FailureNotice({ failure, testId, children }: FailureNoticeProps): ReactElement {
  const title = failure.status === null ? failure.title : `${failure.title} (${failure.status})`;
  return (
    <Notice kind="error" title={title} testId={testId}>
      <pre className="message">{failure.message}</pre>
      {children}
    </Notice>
  );
}
