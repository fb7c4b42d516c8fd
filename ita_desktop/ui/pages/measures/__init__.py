"""มาตรการ: findings of the last result (การวิเคราะห์), and measures."""
