import type { CubeApi } from '@cubejs-client/core';
import { useEffect, useState } from 'react';
import { type Failure, failureOf } from '../../api/failure.js';
import { Catalog, type MetaDocument } from '../../query/catalog.js';

export interface CatalogState {
  readonly catalog: Catalog | null;
  readonly failure: Failure | null;
}

/**
 * The members of the model, as the current token may see them.
 *
 * @param revision changes when the server's model may have changed
 */
export function useCatalog(api: CubeApi, revision: number): CatalogState {
  const [state, setState] = useState<CatalogState>({ catalog: null, failure: null });

  useEffect(() => {
    const controller = new AbortController();
    api.meta({ signal: controller.signal }).then(
      (meta) => setState({ catalog: Catalog.of(meta.meta as unknown as MetaDocument), failure: null }),
      (error: unknown) => {
        if (!controller.signal.aborted) {
          setState(({ catalog }) => ({ catalog, failure: failureOf(error) }));
        }
      },
    );
    return () => controller.abort();
  }, [api, revision]);

  return state;
}
