import { Modal } from 'antd';
import { useText } from '../text/text';
import { frameText } from './frame.text';

const KEYS = [
  ['j', 'keyNext'],
  ['k', 'keyPrevious'],
  ['Enter', 'keyOpen'],
  ['e', 'keyApprove'],
  ['r', 'keyReturn'],
  ['/', 'keySearch'],
  ['?', 'keyHelp'],
] as const;

export default function KeyHelp({ onClose }: { onClose: () => void }) {
  const t = useText(frameText);
  return (
    <Modal open title={t('keys')} footer={null} onCancel={onClose} width={420}>
      <dl className="facts" style={{ gridTemplateColumns: '80px 1fr' }}>
        {KEYS.map(([key, word]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(word)}</dd>
          </div>
        ))}
      </dl>
      <p className="muted" style={{ marginTop: 12 }}>
        {t('keysText')}
      </p>
    </Modal>
  );
}
