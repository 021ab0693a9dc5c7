import { Link } from '@tanstack/react-router';
import { useRef, type ReactNode } from 'react';
import { frameText } from '../../frame/frame.text';
import { useTitle } from '../../frame/page';
import { AwayBanner } from '../../frame/shell';
import { setPreferences, usePreferences } from '../../text/preferences';
import { useText } from '../../text/text';
import { publicText } from './public.text';

/** The frame of the pages that anybody reads without signing in, mostly on a phone. */
export function PublicFrame({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  const t = useText(publicText);
  const f = useText(frameText);
  const { language } = usePreferences();
  const main = useRef<HTMLElement>(null);
  useTitle(title);
  return (
    <div className="public">
      <a
        className="skip"
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {f('skip')}
      </a>
      <header className="topbar">
        <Link to="/public/notices" className="product">
          {t('product')}
        </Link>
        <span className="grow" />
        <button
          type="button"
          className="plain"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setPreferences({ language: language === 'zh' ? 'en' : 'zh' })}
        >
          {t('language')}
        </button>
      </header>
      <main ref={main} id="content" tabIndex={-1}>
        <AwayBanner />
        <div className="page">
          <div className="page-head">
            <h1>{title}</h1>
            {actions && <div className="row no-print">{actions}</div>}
          </div>
          {children}
        </div>
      </main>
      <footer className="no-print row">
        <Link to="/public/notices">{t('notices')}</Link>
        <Link to="/public/objections">{t('enquiry')}</Link>
        <Link to="/login">{t('signIn')}</Link>
      </footer>
    </div>
  );
}
