import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { answer, api } from '../../api/client';
import { ProblemAlert } from '../../parts/problem-alert';
import { commonText } from '../../text/common.text';
import { useText } from '../../text/text';
import { minute } from '../../text/time';
import { accountText } from './account.text';

const SignatureForm = lazy(() => import('./signature-form').then((m) => ({ default: m.SignatureForm })));

const pictureOf = (signatureId: string): string => `/api/v1/profile/signatures/${signatureId}/picture`;

/** 手写签名: the one in use, a new one, and those of before. */
export function HandSignature() {
  const t = useText(accountText);
  const c = useText(commonText);
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const [drawing, setDrawing] = useState(false);
  const { data, error } = useQuery({
    queryKey: ['signatures'],
    queryFn: () => answer(api.GET('/api/v1/profile/signatures')),
  });
  const refresh = () => queries.invalidateQueries({ queryKey: ['signatures'] });
  const stop = useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/profile/signatures')),
    onSuccess: () => {
      void message.success(t('signatureStopped'));
      return refresh();
    },
  });
  const current = data?.find(({ until }) => until === null);
  const earlier = data?.filter((one) => one !== current) ?? [];
  return (
    <section className="card stack" aria-labelledby="hand-signature">
      <h2 id="hand-signature">{t('signature')}</h2>
      <p className="muted">{t('signatureHelp')}</p>
      <ProblemAlert error={error ?? stop.error} />
      {data && !current && <p>{t('signatureNone')}</p>}
      {current && (
        <figure className="signature">
          <img src={pictureOf(current.signatureId)} alt={t('signatureNow')} />
          <figcaption className="muted">{t('signatureSince', { from: minute(current.from) })}</figcaption>
        </figure>
      )}
      <div className="row">
        <Button type="primary" onClick={() => setDrawing(true)}>
          {t('signatureNew')}
        </Button>
        {current && (
          <Button
            loading={stop.isPending}
            onClick={() =>
              void modal.confirm({
                title: t('signatureStop'),
                content: t('signatureStopHelp'),
                okText: t('signatureStop'),
                cancelText: c('cancel'),
                onOk: () => stop.mutateAsync(),
              })
            }
          >
            {t('signatureStop')}
          </Button>
        )}
      </div>
      {earlier.length > 0 && (
        <details>
          <summary>{t('signatureEarlier')}</summary>
          {earlier.map((one) => (
            <figure key={one.signatureId} className="signature">
              <img src={pictureOf(one.signatureId)} alt={t('signatureEarlier')} loading="lazy" />
              <figcaption className="muted">
                {t('signatureUntil', { from: minute(one.from), until: one.until === null ? '' : minute(one.until) })}
              </figcaption>
            </figure>
          ))}
        </details>
      )}
      {drawing && (
        <Suspense>
          <SignatureForm
            onClose={(saved) => {
              setDrawing(false);
              if (saved) void refresh();
            }}
          />
        </Suspense>
      )}
    </section>
  );
}
