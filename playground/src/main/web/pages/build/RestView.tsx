import { type ReactElement, useState } from 'react';
import { apiUrlOf } from '../../api/cubeApi.js';
import { usePlayground } from '../../app/playground.js';
import { CodeBlock } from '../../components/CodeBlock.js';
import { CopyButton } from '../../components/CopyButton.js';
import { curlCommand } from '../../query/curl.js';
import type { Query } from '../../query/query.js';
import { runnableJson } from '../../query/queryJson.js';

const TOKEN_VARIABLE = '$CUBE_TOKEN';

/** The request as a command for a terminal. */
export function RestView({ query }: { readonly query: Query }): ReactElement {
  const { server, security } = usePlayground();
  const [withToken, setWithToken] = useState(false);
  const authorization = security.token !== null && !withToken ? TOKEN_VARIABLE : security.token;
  const command = curlCommand(apiUrlOf(server.basePath), runnableJson(query), authorization);
  return (
    <>
      <div className="view-head">
        <h3>curl</h3>
        {security.token !== null ? (
          <label className="check-option">
            <input
              type="checkbox"
              checked={withToken}
              data-testid="curl-with-token"
              onChange={(event) => setWithToken(event.target.checked)}
            />
            With the token
          </label>
        ) : null}
        <CopyButton text={command} testId="copy-curl" />
      </div>
      <CodeBlock code={command} language="bash" label="curl command" testId="curl" />
    </>
  );
}
