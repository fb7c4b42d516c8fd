"""The window ภาพรวมเมือง: many districts side by side. It only reads, and no view here makes a
widget for a row."""
