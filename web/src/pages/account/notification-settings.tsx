import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { answer, api } from '../../api/client';
import type { components } from '../../api/schema';
import { frameText } from '../../frame/frame.text';
import { NOTICE_WORDS } from '../../frame/notice-words';
import { ProblemAlert } from '../../parts/problem-alert';
import { commonText } from '../../text/common.text';
import { useText } from '../../text/text';
import { accountText } from './account.text';

type Preferences = components['schemas']['PreferencesDto'];
type Channel = components['schemas']['ChannelDto']['channel'];
const CHANNELS: Channel[] = ['page', 'mail', 'digest', 'off'];

/** How somebody is told, for each kind; where mails go and in which language. */
export function NotificationSettings() {
  const t = useText(accountText);
  const f = useText(frameText);
  const c = useText(commonText);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ['preferences'],
    queryFn: () => answer(api.GET('/api/v1/notifications/preferences')),
  });
  const save = useMutation({
    mutationFn: (body: Preferences) => answer(api.PUT('/api/v1/notifications/preferences', { body })),
    onSuccess: (saved) => {
      queries.setQueryData(['preferences'], saved);
      void message.success(c('saved'));
    },
  });
  const byMail = data?.channels.some(({ channel }) => channel === 'mail' || channel === 'digest') ?? false;
  return (
    <section className="card stack">
      <h2>{t('notifications')}</h2>
      <ProblemAlert error={error ?? save.error} />
      {data && !data.mailSent && <p className="muted">{t('mailOff')}</p>}
      {data?.mailSent && data.address !== null && <p className="muted">{t('mailTo', { address: data.address })}</p>}
      {data?.mailSent && data.address === null && (
        <p className={byMail ? 'note warn' : 'muted'}>{t('mailNoAddress')}</p>
      )}
      <div className="grid2">
        {data?.channels.map(({ type, channel }) => {
          const word = NOTICE_WORDS[type];
          return (
            <label key={type} className="row spread">
              {word && f(word)}
              <select
                className="native"
                value={channel}
                onChange={({ target }) => save.mutate({ channels: [{ type, channel: target.value as Channel }] })}
              >
                {CHANNELS.map((one) => (
                  <option key={one} value={one}>
                    {t(`channel.${one}`)}
                  </option>
                ))}
              </select>
            </label>
          );
        })}
        {data && (
          <label className="row spread">
            {t('mailLanguage')}
            <select
              className="native"
              value={data.language}
              onChange={({ target }) => save.mutate({ channels: [], language: target.value as 'zh' | 'en' })}
            >
              <option value="zh">中文</option>
              <option value="en">English</option>
            </select>
          </label>
        )}
      </div>
      <p className="muted">{t('digestHelp')}</p>
    </section>
  );
}
