import { type ReactElement, useState } from 'react';
import { usePlayground } from '../app/playground.js';
import { Dialog } from '../components/Dialog.js';
import { Tabs } from '../components/Tabs.js';
import { JsonTab } from './JsonTab.js';
import type { SecurityContextArrival } from './signIn.js';
import { TokenTab } from './TokenTab.js';

const TABS = [
  { name: 'json', label: 'JSON' },
  { name: 'token', label: 'Token' },
] as const;

interface SecurityContextDialogProps {
  /** Set when the browser has just come back from the issuer's sign-in page. */
  readonly arrival: SecurityContextArrival | null;
  readonly onClose: () => void;
}

export function SecurityContextDialog({ arrival, onClose }: SecurityContextDialogProps): ReactElement {
  const { security } = usePlayground();
  const [tab, setTab] = useState<'json' | 'token'>(arrival === null ? 'json' : 'token');
  return (
    <Dialog
      title={security.token === null ? 'Add Security Context' : 'Edit Security Context'}
      testId="security-dialog"
      onClose={onClose}
    >
      <Tabs label="Ways to set the security context" tabs={TABS} selected={tab} onSelect={setTab}>
        {tab === 'json' ? <JsonTab onSaved={onClose} /> : <TokenTab arrival={arrival} onSaved={onClose} />}
      </Tabs>
    </Dialog>
  );
}
