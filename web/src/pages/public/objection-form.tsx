import { Button, Input } from 'antd';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { answer, api } from '../../api/client';
import { isProblem } from '../../api/problem';
import type { ObjectionReceipt, PublicNotice } from '../../api/types';
import { useCommand } from '../../api/use-command';
import { Field, focusFirstFault } from '../../parts/field';
import { ProblemAlert } from '../../parts/problem-alert';
import { isBlank } from '../../parts/reason-field';
import { commonText } from '../../text/common.text';
import { useText } from '../../text/text';
import { Receipt } from './receipt';
import { publicText } from './public.text';

type Standing = 'affected' | 'resident' | 'other';

interface Values {
  name: string;
  standing: Standing | '';
  phone: string;
  mail: string;
  text: string;
  asksHearing: boolean;
  consent: boolean;
}

const EMPTY: Values = { name: '', standing: '', phone: '', mail: '', text: '', asksHearing: false, consent: false };
const STANDINGS = ['affected', 'resident', 'other'] as const;

/** An objection to a notice. What is wrong stands at its field, whether the page or the server found it. */
export function ObjectionForm({ notice }: { notice: PublicNotice }) {
  const t = useText(publicText);
  const c = useText(commonText);
  const [values, setValues] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const [receipt, setReceipt] = useState<ObjectionReceipt | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const send = useCommand(
    ({ standing, phone, mail, ...rest }: Values, key: string) =>
      answer(
        api.POST('/api/v1/public/notices/{noticeId}/objections', {
          params: { path: { noticeId: notice.noticeId }, header: { 'Idempotency-Key': key } },
          body: {
            ...rest,
            standing: standing || 'other',
            ...(phone.trim() ? { phone: phone.trim() } : {}),
            ...(mail.trim() ? { mail: mail.trim() } : {}),
          },
        }),
      ),
    setReceipt,
  );
  const { error } = send;
  useEffect(() => {
    if (isProblem(error) && error.errors.length > 0 && form.current) focusFirstFault(form.current);
  }, [error]);
  const set = (change: Partial<Values>) => {
    setValues((before) => ({ ...before, ...change }));
    // A fault that the server found is gone once something was changed.
    if (error) send.reset();
  };
  const missing: Partial<Record<keyof Values, string>> = {
    ...(isBlank(values.name, 2) ? { name: c('fillIn', { field: t('name') }) } : {}),
    ...(values.standing === '' ? { standing: c('choose', { field: t('standing') }) } : {}),
    ...(isBlank(values.phone) && isBlank(values.mail) ? { phone: t('needContact') } : {}),
    ...(isBlank(values.text, 5) ? { text: t('tooShort') } : {}),
    ...(values.consent ? {} : { consent: t('needConsent') }),
  };
  const fault = (field: keyof Values): string | undefined =>
    (tried ? missing[field] : undefined) ??
    (isProblem(error) ? error.errors.find((one) => one.field === field)?.detail : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(missing).length > 0) return focusFirstFault(form.current ?? document);
    send.mutate(values);
  };
  if (receipt) {
    return (
      <Receipt
        receipt={receipt}
        onAnother={() => {
          setValues(EMPTY);
          setTried(false);
          setReceipt(null);
        }}
      />
    );
  }
  return (
    <form className="card stack no-print" ref={form} noValidate onSubmit={submit} aria-labelledby="objection-title">
      <h2 id="objection-title">{t('form')}</h2>
      <Field label={t('name')} required fault={fault('name')}>
        {(frame) => (
          <Input
            {...frame}
            autoComplete="name"
            maxLength={50}
            value={values.name}
            onChange={({ target }) => set({ name: target.value })}
          />
        )}
      </Field>
      <Field label={t('standing')} required fault={fault('standing')} help={t('affectedHelp')}>
        {(frame) => (
          <select
            {...frame}
            className="native"
            value={values.standing}
            onChange={({ target }) => set({ standing: target.value as Values['standing'] })}
          >
            <option value="" />
            {STANDINGS.map((one) => (
              <option key={one} value={one}>
                {t(one)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="grid2">
        <Field label={t('phone')} fault={fault('phone')} help={t('contactHelp')}>
          {(frame) => (
            <Input
              {...frame}
              type="tel"
              autoComplete="tel"
              maxLength={30}
              value={values.phone}
              onChange={({ target }) => set({ phone: target.value })}
            />
          )}
        </Field>
        <Field label={t('mail')} fault={fault('mail')}>
          {(frame) => (
            <Input
              {...frame}
              type="email"
              autoComplete="email"
              maxLength={200}
              value={values.mail}
              onChange={({ target }) => set({ mail: target.value })}
            />
          )}
        </Field>
      </div>
      <Field label={t('text')} required fault={fault('text')} help={t('textHelp')}>
        {(frame) => (
          <Input.TextArea
            {...frame}
            autoSize={{ minRows: 5, maxRows: 16 }}
            maxLength={2000}
            value={values.text}
            onChange={({ target }) => set({ text: target.value })}
          />
        )}
      </Field>
      {notice.mayAskHearing ? (
        <Tick
          label={t('asksHearing')}
          checked={values.asksHearing}
          fault={fault('asksHearing')}
          onChange={(asksHearing) => set({ asksHearing })}
        />
      ) : (
        <p className="muted">{t('hearingGone', { until: notice.hearingUntil })}</p>
      )}
      <div className="note">
        <strong>{t('privacy')}</strong>
        <p>{notice.personalData}</p>
      </div>
      <Tick
        label={t('consent')}
        checked={values.consent}
        fault={fault('consent')}
        onChange={(consent) => set({ consent })}
      />
      <ProblemAlert error={error} fieldName={(field) => (field in EMPTY ? t(field as 'name') : '')} />
      <Button type="primary" size="large" htmlType="submit" loading={send.isPending} block>
        {t('submit')}
      </Button>
    </form>
  );
}

function Tick({
  label,
  checked,
  fault,
  onChange,
}: {
  label: string;
  checked: boolean;
  fault: string | undefined;
  onChange: (checked: boolean) => void;
}) {
  return (
    <div className="field" data-fault={fault ? true : undefined}>
      <label className="choice">
        <input
          type="checkbox"
          checked={checked}
          aria-invalid={fault ? true : undefined}
          onChange={({ target }) => onChange(target.checked)}
        />
        {label}
      </label>
      {fault && <div className="fault">{fault}</div>}
    </div>
  );
}
