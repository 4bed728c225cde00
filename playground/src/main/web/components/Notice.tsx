import type { ReactElement, ReactNode } from 'react';
import { Icon } from './Icon.js';

type NoticeKind = 'error' | 'warning' | 'info';

interface NoticeProps {
  readonly kind: NoticeKind;
  readonly title: string;
  readonly testId?: string;
  readonly children?: ReactNode;
}

export function Notice({ kind, title, testId, children }: NoticeProps): ReactElement {
  return (
    <div className={`notice ${kind}`} role={kind === 'error' ? 'alert' : 'status'} data-testid={testId}>
      <Icon name="warning" />
      <div className="notice-text">
        <strong>{title}</strong>
        {children}
      </div>
    </div>
  );
}
