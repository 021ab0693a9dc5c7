import { Link, useRouterState } from '@tanstack/react-router';
import { useCounts, useSignedIn } from '../api/queries';
import { useText } from '../text/text';
import { frameText } from './frame.text';
import { menuFor, type MenuLink } from './menu';

export function SideMenu({ open, onFollow }: { open: boolean; onFollow: () => void }) {
  const t = useText(frameText);
  const me = useSignedIn();
  const { data: counts } = useCounts();
  const location = useRouterState({ select: (state) => state.location });
  const isHere = ({ to, search }: MenuLink) => {
    const process = (location.search as { process?: string }).process;
    const path = to === '/' ? location.pathname === '/' : location.pathname.startsWith(to);
    return path && (to !== '/cases' || process === search?.['process']);
  };
  return (
    <nav className={open ? 'sidemenu open' : 'sidemenu'} id="menu" aria-label={t('menu')}>
      {menuFor(me).map((group) => (
        <section key={group.word} aria-labelledby={`menu-${group.word}`}>
          <h2 id={`menu-${group.word}`}>{t(group.word)}</h2>
          <ul>
            {group.links.map((link) => (
              <li key={link.word}>
                <Link
                  to={link.to}
                  search={link.search ?? {}}
                  activeProps={{}}
                  activeOptions={{ exact: true, includeSearch: true }}
                  aria-current={isHere(link) ? 'page' : undefined}
                  onClick={onFollow}
                >
                  <span>{t(link.word)}</span>
                  {link.counts && counts && counts[link.counts] > 0 && (
                    <span className="number">{counts[link.counts]}</span>
                  )}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
