import { useEffect, type ReactNode } from 'react';
import { useText } from '../text/text';
import { frameText } from './frame.text';

export function useTitle(title: string): void {
  const t = useText(frameText);
  useEffect(() => {
    document.title = title ? `${title} – ${t('product')}` : t('product');
  }, [title, t]);
}

/** A page with its heading and what can be done on it. */
export function Page({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  useTitle(title);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{title}</h1>
        {actions && <div className="row no-print">{actions}</div>}
      </div>
      {children}
    </div>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return <p className="empty">{children}</p>;
}
