import type { ReactElement, ReactNode } from 'react';

interface StepProps {
  readonly title: string;
  readonly testId: string;
  readonly children: ReactNode;
}

export function Step({ title, testId, children }: StepProps): ReactElement {
  return (
    <li className="step" data-testid={testId}>
      <h2>{title}</h2>
      {children}
    </li>
  );
}
