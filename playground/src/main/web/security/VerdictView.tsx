import type { ReactElement } from 'react';
import type { CheckOutcome, TokenCheck } from '../api/playgroundApi.js';
import { Icon, type IconName } from '../components/Icon.js';
import type { VerdictState } from './useVerdict.js';

const OUTCOME_ICONS: Record<CheckOutcome, IconName> = { passed: 'check', failed: 'close', skipped: 'minus' };

/** What the server says about a token: accepted or not, and each check with what it wanted and found. */
export function VerdictView({ state }: { readonly state: VerdictState }): ReactElement | null {
  switch (state.kind) {
    case 'none':
      return null;
    case 'asking':
      return <p className="verdict-line">Checking…</p>;
    case 'unavailable':
      return <p className="verdict-line">The server gave no verdict: {state.reason}</p>;
    case 'known': {
      const { accepted, checks } = state.verdict;
      return (
        <section
          className="verdict"
          aria-label="Verdict"
          aria-live="polite"
          data-testid="verdict"
          data-accepted={accepted}
        >
          <p className={accepted ? 'verdict-line good' : 'verdict-line bad'}>
            <Icon name={accepted ? 'check' : 'close'} />
            {accepted ? 'The server accepts this token.' : 'The server refuses this token.'}
          </p>
          <ul className="checks">
            {checks.map((check) => (
              <CheckRow key={check.name} check={check} />
            ))}
          </ul>
        </section>
      );
    }
  }
}

function CheckRow({ check }: { readonly check: TokenCheck }): ReactElement {
  const { name, outcome, expected, found, advice } = check;
  const surprising = expected !== found;
  const testId = `check-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
  return (
    <li className={`check ${outcome}`} data-testid={testId} data-outcome={outcome}>
      <Icon name={OUTCOME_ICONS[outcome]} />
      <span className="check-name">{name}</span>
      <span className="check-outcome">{outcome}</span>
      <div className="check-detail">
        {found ? (
          <span>
            found <code>{found}</code>
          </span>
        ) : null}
        {expected && surprising ? (
          <span>
            expected <code>{expected}</code>
          </span>
        ) : null}
        {advice ? <p>{advice}</p> : null}
      </div>
    </li>
  );
}
