import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { isProblem } from '../api/problem';
import { ProblemAlert } from '../parts/problem-alert';
import { useText } from '../text/text';
import { frameText } from './frame.text';
import { useTitle } from './page';

export function NotFound() {
  const t = useText(frameText);
  useTitle(t('notFound'));
  return (
    <main className="lone">
      <div className="card stack">
        <h1>{t('notFound')}</h1>
        <p>{t('notFoundText')}</p>
        <p>
          <Link to="/">{t('home')}</Link>
        </p>
      </div>
    </main>
  );
}

/** A fault of the page itself; what the server refused is shown in its own words. */
export function Broken({ error }: { error: unknown }) {
  const t = useText(frameText);
  useTitle(t('broken'));
  return (
    <main className="lone">
      <div className="card stack">
        <h1>{t('broken')}</h1>
        {isProblem(error) ? <ProblemAlert error={error} /> : <p>{t('brokenText')}</p>}
        <div>
          <Button type="primary" onClick={() => location.reload()}>
            {t('reload')}
          </Button>
        </div>
      </div>
    </main>
  );
}
