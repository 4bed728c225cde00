import type { ReactElement, ReactNode } from 'react';
import type { Failure } from '../../api/failure.js';
import type { ModelError } from '../../api/playgroundApi.js';
import { FailureNotice } from '../../components/FailureNotice.js';
import { ModelErrors } from '../../components/ModelErrors.js';
import { Notice } from '../../components/Notice.js';

interface MetaFailureProps {
  readonly failure: Failure;
  readonly modelErrors: readonly ModelError[];
  readonly children: ReactNode;
}

/** Why there are no members: of a model that does not compile, its errors say more than the answer does. */
export function MetaFailure({ failure, modelErrors, children }: MetaFailureProps): ReactElement {
  return modelErrors.length > 0 ? (
    <Notice kind="error" title="The data model does not compile" testId="meta-failure">
      <ModelErrors errors={modelErrors} />
      {children}
    </Notice>
  ) : (
    <FailureNotice failure={failure} testId="meta-failure">
      {children}
    </FailureNotice>
  );
}
