import { splitSender } from './sender';

test.each([
  ['Ressources numériques <rn@example.org>', { name: 'Ressources numériques', email: 'rn@example.org' }],
  ['"Oise, réseau" <rn@example.org>', { name: '"Oise, réseau"', email: 'rn@example.org' }],
  [' rn@example.org ', { name: '"Le réseau, Oise"', email: 'rn@example.org' }],
  ['<rn@example.org>', { name: '"Le réseau, Oise"', email: 'rn@example.org' }],
])('%p is split', (sender, halves) => expect(splitSender(sender, 'Le "réseau", Oise')).toEqual(halves));
