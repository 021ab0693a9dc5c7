import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { ObjectionReceipt } from '../../api/types';
import { commonText } from '../../text/common.text';
import { useText } from '../../text/text';
import { minute } from '../../text/time';
import { publicText } from './public.text';

/** Proof that an objection has arrived; to be noted or printed. */
export function Receipt({ receipt, onAnother }: { receipt: ObjectionReceipt; onAnother: () => void }) {
  const t = useText(publicText);
  const c = useText(commonText);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <section className="card stack">
      <h2 ref={head} tabIndex={-1}>
        {t('receiptTitle')}
      </h2>
      <dl className="facts">
        <dt>{t('receipt')}</dt>
        <dd>
          <strong className="number receipt-number">{receipt.receipt}</strong>
        </dd>
        <dt>{t('receivedAt')}</dt>
        <dd className="number">{minute(receipt.receivedAt)}</dd>
        <dt>{t('project')}</dt>
        <dd>{receipt.project}</dd>
      </dl>
      {receipt.asksHearing && <p className="note good">{t('withHearing')}</p>}
      <p>{t('receiptHelp')}</p>
      <div className="row no-print">
        <Button type="primary" onClick={() => print()}>
          {c('print')}
        </Button>
        <Button onClick={onAnother}>{t('another')}</Button>
        <Link to="/public/objections" search={{ receipt: receipt.receipt }}>
          {t('enquiry')}
        </Link>
      </div>
    </section>
  );
}
