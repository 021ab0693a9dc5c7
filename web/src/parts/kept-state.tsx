import { Button } from 'antd';
import { useText } from '../text/text';
import { second } from '../text/time';
import { partsText } from './parts.text';
import type { Kept } from './use-kept';

/** Says how safe what was typed is, and asks when two windows wrote different things. */
export function KeptState({ state, savedAt, resolve }: Pick<Kept, 'state' | 'savedAt' | 'resolve'>) {
  const t = useText(partsText);
  if (state === 'conflict') {
    return (
      <div className="note warn" role="alert">
        <p>{t('draftConflict')}</p>
        <div className="row">
          <Button size="small" onClick={() => void resolve('mine')}>
            {t('draftMine')}
          </Button>
          <Button size="small" onClick={() => void resolve('theirs')}>
            {t('draftTheirs')}
          </Button>
        </div>
      </div>
    );
  }
  if (state === 'tooLong') return <p className="note warn">{t('draftTooLong')}</p>;
  return (
    <p className="muted draft-state" role="status">
      {state === 'saving' && t('draftSaving')}
      {state === 'saved' && savedAt !== null && t('draftSaved', { time: second(savedAt) })}
      {state === 'local' && t('draftLocal')}
    </p>
  );
}
