CREATE TABLE cities (name TEXT, country TEXT);
INSERT INTO cities VALUES ('Berlin', 'DE'), ('Lyon', 'FR'), ('Oslo', 'NO');
CREATE TABLE customers (id INT, tenant INT, city TEXT, age INT);
INSERT INTO customers VALUES (1, 1, 'Berlin', 30), (2, 1, 'Lyon', NULL), (3, 2, 'Berlin', 50), (4, 1, NULL, 20);
CREATE TABLE orders (id INT, tenant INT, customer_id INT, status TEXT, amount DECIMAL(10, 2), note TEXT, created_at TIMESTAMPTZ);
INSERT INTO orders VALUES
  (1, 1, 1, 'done', 100, 'a_b', '2024-03-30T23:30:00Z'),
  (2, 1, 1, 'open', 50, 'axb', '2024-03-31T00:30:00Z'),
  (3, 1, 2, 'done', 50, NULL, '2024-03-31T21:59:59.9995Z'),
  (4, 2, 3, 'done', 1000, '100%', '2024-03-31T12:00:00Z'),
  (5, 1, 4, 'open', 7.5, 'x\y', '2024-10-27T00:30:00Z'),
  (6, 1, NULL, NULL, 2.5, 'AXB', '2024-10-27T01:30:00Z');
CREATE TABLE items (id INT, order_id INT, product TEXT, quantity INT);
INSERT INTO items VALUES (1, 1, 'pen', 1), (2, 1, 'pen', 2), (3, 1, 'ink', 3), (4, 2, 'pen', 4), (5, 3, 'ink', 5), (6, 4, 'pen', 600), (7, 6, NULL, 7);
CREATE TABLE payments (order_id INT, part INT, paid DECIMAL(10, 2));
INSERT INTO payments VALUES (1, 1, 60), (1, 2, 40), (2, 1, 50), (4, 1, 1000), (6, 1, 2.5), (6, 2, 0);
CREATE TABLE targets (id INT, city TEXT, amount INT);
INSERT INTO targets VALUES (1, 'Berlin', 500), (2, 'Oslo', 70), (3, 'Oslo', 30);
