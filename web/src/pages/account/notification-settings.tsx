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

type Channel = components['schemas']['ChannelDto']['channel'];
const CHANNELS: Channel[] = ['page', 'mail', 'digest', 'off'];

/** How somebody is told, for each kind. */
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
    mutationFn: (one: components['schemas']['ChannelDto']) =>
      answer(api.PUT('/api/v1/notifications/preferences', { body: { channels: [one] } })),
    onSuccess: (saved) => {
      queries.setQueryData(['preferences'], saved);
      void message.success(c('saved'));
    },
  });
  return (
    <section className="card stack">
      <h2>{t('notifications')}</h2>
      <ProblemAlert error={error ?? save.error} />
      <div className="grid2">
        {data?.channels.map(({ type, channel }) => {
          const word = NOTICE_WORDS[type];
          return (
            <label key={type} className="row spread">
              {word && f(word)}
              <select
                className="native"
                value={channel}
                onChange={({ target }) => save.mutate({ type, channel: target.value as Channel })}
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
      </div>
    </section>
  );
}
