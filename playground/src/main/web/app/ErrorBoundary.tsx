import { Component, type ReactNode } from 'react';
import { Notice } from '../components/Notice.js';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly error: Error | null;
}

/** Shows an error that nothing else caught, in place of an empty page. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override readonly state: ErrorBoundaryState = { error: null };

  static getDerivedStateFromError(error: Error): ErrorBoundaryState {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) {
      return this.props.children;
    }
    return (
      <main className="page">
        <Notice kind="error" title="The Playground failed" testId="playground-error">
          <pre className="message">{error.stack ?? error.message}</pre>
          <a href="./">Start again</a>
        </Notice>
      </main>
    );
  }
}
