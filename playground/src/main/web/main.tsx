import './styles/base.css';
import './styles/forms.css';
import './styles/components.css';
import './styles/layout.css';
import './styles/build.css';
import './styles/members.css';
import './styles/results.css';
import './styles/pages.css';
import './styles/code.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.js';
import { ErrorBoundary } from './app/ErrorBoundary.js';
import { callbackIn } from './security/callback.js';
import { type Arrival, arrive } from './security/signIn.js';
import { signInStore } from './security/useSecurityContext.js';

/** Takes an issuer's answer out of the address at once, so that neither a reload nor a bookmark repeats it. */
function receiveArrival(): Arrival | null {
  const callback = callbackIn(location.search);
  if (callback === null) {
    return null;
  }
  const arrival = arrive(signInStore, callback);
  history.replaceState(null, '', location.pathname + arrival.returnTo);
  return arrival;
}

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no element #root');
}
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <App arrival={receiveArrival()} />
    </ErrorBoundary>
  </StrictMode>,
);
