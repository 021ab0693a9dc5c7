import { Button } from 'antd';
import { useState } from 'react';
import { useSignedIn } from '../../api/queries';
import { showNotice, useBrowserNotices } from '../../frame/browser-notices';
import { useText } from '../../text/text';
import { accountText } from './account.text';

/** Whether this browser tells of things by itself; it is asked for leave only when the reader presses the button. */
export function BrowserSwitch() {
  const t = useText(accountText);
  const { personId } = useSignedIn();
  const { state, switchOn, switchOff } = useBrowserNotices(personId);
  const [failed, setFailed] = useState(false);
  const tryIt = () => {
    const shown = showNotice({
      title: t('browserTrial'),
      body: t('browserTrialBody'),
      tag: 'hazflow.trial',
      onClick: () => undefined,
    });
    setFailed(!shown);
  };
  return (
    <div className="row" role="group" aria-label={t('browserNotice')}>
      <span className={state === 'denied' ? 'note warn' : ''} role="status">
        {t(failed ? 'browser.unsupported' : `browser.${state}`)}
      </span>
      {(state === 'ask' || state === 'off') && <Button onClick={() => void switchOn()}>{t('browserOn')}</Button>}
      {state === 'on' && (
        <>
          <Button onClick={switchOff}>{t('browserOff')}</Button>
          <Button onClick={tryIt}>{t('browserTry')}</Button>
        </>
      )}
    </div>
  );
}
