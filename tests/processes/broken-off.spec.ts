import { inLegalTime } from '../support/legal-time';

test('a story that breaks off while an automation is held ends at once, with its own words', async () => {
  const told = inLegalTime('2037-09-01 10:00', async (office) => {
    office.hold('screenProject');
    const review = await office.jointReview();
    await review.answer('hwedz.window1', 'acceptance', 'accept');
    await review.standsIn('screening');
    throw new Error('broken off');
  });
  await expect(told).rejects.toThrow(/^broken off$/);
});
