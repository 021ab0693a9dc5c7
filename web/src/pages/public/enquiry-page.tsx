import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useRef, useState, type FormEvent } from 'react';
import { answer, api } from '../../api/client';
import { focusFirstFault } from '../../parts/field';
import { ProblemAlert } from '../../parts/problem-alert';
import { isBlank, TextField } from '../../parts/reason-field';
import { commonText } from '../../text/common.text';
import { useText } from '../../text/text';
import { minute } from '../../text/time';
import { PublicFrame } from './public-frame';
import { publicText } from './public.text';

/** What became of an objection, for who made it. */
export default function EnquiryPage() {
  const t = useText(publicText);
  const c = useText(commonText);
  const { receipt: given = '' } = useSearch({ from: '/public/objections' });
  const [receipt, setReceipt] = useState(given);
  const [contact, setContact] = useState('');
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const ask = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/public/objections/{receipt}/enquiry', {
          params: { path: { receipt: receipt.trim() } },
          body: { contact: contact.trim() },
        }),
      ),
  });
  const missing = (value: string, field: string) => (tried && isBlank(value, 5) ? c('fillIn', { field }) : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isBlank(receipt, 5) || isBlank(contact, 5)) return focusFirstFault(form.current ?? document);
    ask.mutate();
  };
  return (
    <PublicFrame title={t('enquiry')}>
      <form className="card stack" ref={form} noValidate onSubmit={submit}>
        <p>{t('enquiryText')}</p>
        <TextField label={t('receipt')} value={receipt} onChange={setReceipt} fault={missing(receipt, t('receipt'))} />
        <TextField label={t('contact')} value={contact} onChange={setContact} fault={missing(contact, t('contact'))} />
        <ProblemAlert error={ask.error} />
        <div>
          <Button type="primary" htmlType="submit" loading={ask.isPending}>
            {t('ask')}
          </Button>
        </div>
      </form>
      {ask.data && (
        <section className="card" role="status">
          <dl className="facts">
            <dt>{t('stateNow')}</dt>
            <dd>
              <strong>{t(`objection.${ask.data.state}`)}</strong>
            </dd>
            <dt>{t('project')}</dt>
            <dd>{ask.data.project}</dd>
            <dt>{t('receivedAt')}</dt>
            <dd className="number">{minute(ask.data.receivedAt)}</dd>
          </dl>
        </section>
      )}
    </PublicFrame>
  );
}
