import { Navigate, Outlet, useRouterState } from '@tanstack/react-router';
import { Spin } from 'antd';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { isProblem } from '../api/problem';
import { useMe } from '../api/queries';
import { useServerAway } from '../api/server-state';
import { ProblemAlert } from '../parts/problem-alert';
import { useText } from '../text/text';
import { frameText } from './frame.text';
import { SideMenu } from './side-menu';
import { TopBar } from './top-bar';
import { useKeys } from './use-keys';

const KeyHelp = lazy(() => import('./key-help'));

/** The frame of everybody who is signed in. */
export function Shell() {
  const { data: me, error } = useMe();
  const href = useRouterState({ select: (state) => state.location.href });
  if (isProblem(error) && error.status === 401) {
    // The address changes before the page for signing in is loaded: sending people there once more would never end.
    if (href.startsWith('/login')) return null;
    return <Navigate to="/login" search={href === '/' ? {} : { next: href }} replace />;
  }
  if (!me) {
    return (
      <div className="lone">
        <AwayBanner />
        {error ? <ProblemAlert error={error} /> : <Spin size="large" />}
      </div>
    );
  }
  return <Frame />;
}

function Frame() {
  const t = useText(frameText);
  const [menuOpen, setMenuOpen] = useState(false);
  const [help, setHelp] = useState(false);
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useKeys({ '?': () => setHelp(true) });
  useEffect(() => {
    main.current?.scrollTo(0, 0);
  }, [path]);
  return (
    <div className="shell">
      <a
        className="skip"
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('skip')}
      </a>
      <TopBar menuOpen={menuOpen} onMenu={() => setMenuOpen(!menuOpen)} />
      <SideMenu open={menuOpen} onFollow={() => setMenuOpen(false)} />
      <main ref={main} id="content" tabIndex={0}>
        <AwayBanner />
        <Suspense
          fallback={
            <div className="empty">
              <Spin />
            </div>
          }
        >
          <Outlet />
        </Suspense>
      </main>
      {help && (
        <Suspense>
          <KeyHelp onClose={() => setHelp(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** Says that the server is away and that nothing typed is lost. */
export function AwayBanner() {
  const t = useText(frameText);
  const away = useServerAway();
  if (!away) return null;
  return (
    <div className="away" role="alert">
      <strong>{t('awayTitle')}</strong> {t('awayText')}
    </div>
  );
}
