import { type ReactElement, useId, useState } from 'react';
import { CopyButton } from '../../components/CopyButton.js';
import { Notice } from '../../components/Notice.js';
import { redirectUri, startSignIn } from '../../security/signIn.js';
import { signInStore } from '../../security/useSecurityContext.js';
import { type ClientForm, clientSettings } from './clientForm.js';
import { Step } from './Step.js';

interface ClientStepProps {
  readonly form: ClientForm;
  readonly onChange: (form: ClientForm) => void;
}

export function ClientStep({ form, onChange }: ClientStepProps): ReactElement {
  const [failure, setFailure] = useState<string | null>(null);
  const [leaving, setLeaving] = useState(false);
  const complete = form.issuer.trim() !== '' && form.clientId.trim() !== '' && form.scopes.trim() !== '';

  const start = (): void => {
    setLeaving(true);
    setFailure(null);
    startSignIn(signInStore, 'tokenPage', clientSettings(form)).catch((error: Error) => {
      setLeaving(false);
      setFailure(error.message);
    });
  };

  return (
    <Step title="Client" testId="step-client">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <div className="form-row">
          <Field
            label="Client id"
            testId="client-id"
            value={form.clientId}
            onChange={(clientId) => onChange({ ...form, clientId })}
          />
          <Field
            label="Client secret"
            hint="only if the client has one"
            testId="client-secret"
            secret
            value={form.clientSecret}
            onChange={(clientSecret) => onChange({ ...form, clientSecret })}
          />
          <Field
            label="Scopes"
            testId="scopes"
            value={form.scopes}
            onChange={(scopes) => onChange({ ...form, scopes })}
          />
        </div>
        <p className="redirect-uri">
          Redirect URI <code data-testid="redirect-uri">{redirectUri()}</code> <CopyButton text={redirectUri()} />
        </p>
        <p className="help">
          It must be among the client&apos;s callback URLs to the letter; otherwise the issuer answers with an error
          page (redirect_mismatch) and does not come back.
        </p>
        {failure !== null ? (
          <Notice kind="error" title="The sign-in could not start" testId="start-error">
            <span className="message">{failure}</span>
          </Notice>
        ) : null}
        <button type="submit" className="button primary" disabled={!complete || leaving} data-testid="start">
          {leaving ? 'Leaving for the sign-in page…' : 'Start'}
        </button>
      </form>
    </Step>
  );
}

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly testId: string;
  readonly secret?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Field({ label, hint, testId, secret = false, value, onChange }: FieldProps): ReactElement {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} {hint !== undefined ? <span className="hint">{hint}</span> : null}
      </label>
      <input
        id={id}
        type={secret ? 'password' : 'text'}
        autoComplete="off"
        spellCheck={false}
        value={value}
        data-testid={testId}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
