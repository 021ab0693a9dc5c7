import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { Spin } from 'antd';
import { answer, api } from '../../api/client';
import { isProblem } from '../../api/problem';
import { AwayBanner } from '../../frame/shell';
import { useTitle } from '../../frame/page';
import { ProblemAlert } from '../../parts/problem-alert';
import { defineText, useText } from '../../text/text';

const text = defineText({
  title: ['批复核验', 'Check of a decision letter'],
  checking: ['正在核验…', 'Checking…'],
  valid: ['核验通过：该文书由本系统制发，现行有效。', 'Genuine and in force.'],
  superseded: ['该文书由本系统制发，但已被“{number}”代替。', 'Genuine, but “{number}” took its place.'],
  unknown: [
    '核验未通过：没有查到该文书，或者二维码不完整。请向发文机关核实。',
    'Not confirmed: unknown letter or incomplete code. Ask the issuing authority.',
  ],
  kind: ['文书', 'Letter'],
  number: ['文号', 'Number'],
  issuer: ['发文机关', 'Issued by'],
  issuedOn: ['印发日期', 'Issued on'],
  sha256: ['文件校验值（SHA-256）', 'SHA-256 of the file'],
  help: [
    '本页只显示公开信息。可用校验值核对手中的电子文件是否被改动。',
    'Only what is public. The hash tells whether a file was changed.',
  ],
});

/** What anybody learns who scans the code on a letter: no names of people, no case. */
export default function CheckPage() {
  const t = useText(text);
  useTitle(t('title'));
  const { code } = useParams({ from: '/check/$code' });
  const { k = '' } = useSearch({ from: '/check/$code' });
  const { data, error } = useQuery({
    queryKey: ['letter', code, k],
    queryFn: () => answer(api.GET('/api/v1/public/letters/{code}', { params: { path: { code }, query: { k } } })),
  });
  const isUnknown = data?.valid === false || (isProblem(error) && [404, 422].includes(error.status));
  return (
    <main className="lone">
      <AwayBanner />
      <div className="card stack">
        <h1>{t('title')}</h1>
        {!data && !error && (
          <p>
            <Spin /> {t('checking')}
          </p>
        )}
        {isUnknown ? (
          <p className="problem" role="alert">
            {t('unknown')}
          </p>
        ) : (
          <ProblemAlert error={error} />
        )}
        {data?.valid && (
          <>
            <p className={data.status === 'valid' ? 'note good' : 'note warn'} role="status">
              {data.status === 'valid' ? t('valid') : t('superseded', { number: data.inForce ?? '' })}
            </p>
            <dl className="facts">
              <dt>{t('kind')}</dt>
              <dd>{data.title}</dd>
              <dt>{t('number')}</dt>
              <dd>{data.number}</dd>
              <dt>{t('issuer')}</dt>
              <dd>{data.issuer}</dd>
              <dt>{t('issuedOn')}</dt>
              <dd className="number">{data.issuedOn}</dd>
              <dt>{t('sha256')}</dt>
              <dd className="number">{data.sha256}</dd>
            </dl>
            <p className="muted">{t('help')}</p>
          </>
        )}
      </div>
    </main>
  );
}
