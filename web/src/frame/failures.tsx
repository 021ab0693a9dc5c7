import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { isProblem } from '../api/problem';
import { ProblemAlert } from '../parts/problem-alert';
import { useText } from '../text/text';
import { frameText } from './frame.text';
import { Page } from './page';

export function NotFound() {
  const t = useText(frameText);
  return (
    <main>
      <Page title={t('notFound')}>
        <p>{t('notFoundText')}</p>
        <p>
          <Link to="/">{t('home')}</Link>
        </p>
      </Page>
    </main>
  );
}

/** A fault of the page itself; what the server refused is shown in its own words. */
export function Broken({ error }: { error: unknown }) {
  const t = useText(frameText);
  return (
    <main>
      <Page title={t('broken')}>
        {isProblem(error) ? <ProblemAlert error={error} /> : <p>{t('brokenText')}</p>}
        <div>
          <Button type="primary" onClick={() => location.reload()}>
            {t('reload')}
          </Button>
        </div>
      </Page>
    </main>
  );
}
