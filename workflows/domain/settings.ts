/**
 * Numbers that the house sets for itself: no law states them. Their values are reference data with source and dates; here stands
 * only what they are for and between which bounds they make sense.
 */
export const SETTINGS = {
  /** Shortest password; NIST SP 800-63B 5.1.1.2 asks for eight at least. */
  'password.minLength': { unit: 'CHARACTER', least: 8, most: 64 },
  /** Longest proxy: a longer absence is a change of post. */
  'proxy.longest': { unit: 'DAY', least: 1, most: 366 },
  /** How far ahead the leadership sees deadlines. */
  'supervision.ahead': { unit: 'DAY', least: 1, most: 60 },
  /** Over how many days back the average of a department is taken. */
  'supervision.average': { unit: 'DAY', least: 7, most: 730 },
  /** Tasks that an officer completes in one go at most. */
  'tasks.bulk': { unit: 'TASK', least: 2, most: 500 },
} as const satisfies Record<string, { unit: 'CHARACTER' | 'DAY' | 'TASK'; least: number; most: number }>;

export type SettingKey = keyof typeof SETTINGS;

export interface Setting {
  key: SettingKey;
  name: { zh: string; en: string };
  value: number;
  unit: (typeof SETTINGS)[SettingKey]['unit'];
  basis: string;
}
