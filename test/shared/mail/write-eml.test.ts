import { expect, test } from 'vitest';
import { readMail } from '../../../shared/mail/read-mail.ts';
import { writeEml } from '../../../shared/mail/write-eml.ts';

const mail = {
  to: [],
  cc: [],
  subject: 'X',
  date: null,
  text: 'Y',
  attachments: [],
  isRtfOnly: false,
  isSecured: false,
};

test('M9: a sender made of nothing but signs of addresses is written in time, and keeps its words', async () => {
  const before = Date.now();
  for (const from of [`x <${'@'.repeat(200_000)} >`, `${'x <'.repeat(50_000)}a@b`, `${'a@'.repeat(100_000)} y`])
    expect(writeEml({ ...mail, from }).length).toBeGreaterThan(200_000);
  expect(Date.now() - before).toBeLessThan(3_000);
  const read = await readMail(writeEml({ ...mail, from: 'Jörg <j@example.org>', to: ['"a@b" <c@d@example.org>'] }));
  expect(read.from).toBe('Jörg <j@example.org>');
  expect(read.to.join()).toContain('c@d@example.org');
});
